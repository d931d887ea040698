package io.github.brsgd.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Records as JSON: written for people, read strictly.
 *
 * @since 0.1
 */
public final class JsonFiles {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .injectableValues(new Given())
          .build();

  /**
   * A key that older records lack has the value that its annotation names, or none if it is that of
   * a record.
   */
  private static final class Given extends InjectableValues {

    @Override
    public Object findInjectableValue(
        Object value, DeserializationContext context, BeanProperty property, Object instance) {
      if (property.getType().hasRawClass(boolean.class)) {
        return Boolean.valueOf(value.toString());
      }
      if (property.getType().hasRawClass(int.class)) {
        return Integer.valueOf(value.toString());
      }
      return property.getType().hasRawClass(String.class) ? value : null;
    }
  }

  private JsonFiles() {}

  /**
   * A record as JSON.
   *
   * @param value a record
   * @return text with a line feed at its end
   */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a record.
   *
   * @param file its file
   * @param type its class
   * @param <T> its class
   * @return the record
   * @throws IllegalArgumentException if a key is missing, unknown or of the wrong type, or the
   *     record refuses a value
   * @throws CorruptFileException if there is {@code null} in place of a record
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    T value;
    try {
      value = JSON.readValue(TextFile.read(file), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": is not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
    if (value == null) {
      throw new CorruptFileException(file, "holds nothing");
    }
    return value;
  }
}
