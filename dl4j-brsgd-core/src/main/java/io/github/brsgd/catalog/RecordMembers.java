package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Values of a record class from arguments and back: the components are the parameters.
 *
 * @param <R> the record class
 */
final class RecordMembers<R> {

  private static final String ABSENT = "left out";

  private final String id;
  private final RecordComponent[] components;
  private final Constructor<R> constructor;

  /** For a record class; {@code id} is for messages. */
  RecordMembers(Class<R> type, String id) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(id + ": need a record class, got " + type.getName());
    }
    this.id = id;
    components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  List<Parameter> parameters(String... meanings) {
    if (meanings.length != components.length) {
      throw new IllegalArgumentException(
          id
              + ": need a meaning for each of "
              + Arrays.stream(components).map(RecordMembers::key).toList()
              + ", got "
              + meanings.length);
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      parameters.add(parameter(components[i], meanings[i]));
    }
    return parameters;
  }

  private Parameter parameter(RecordComponent component, String meaning) {
    String key = key(component);
    Class<?> type = component.getType();
    if (type == int.class) {
      return Parameter.integer(key, meaning);
    }
    if (type == Integer.class) {
      return Parameter.integer(key, meaning).otherwise(ABSENT);
    }
    if (type == double.class) {
      return Parameter.number(key, meaning);
    }
    if (type == Double.class) {
      return Parameter.number(key, meaning).otherwise(ABSENT);
    }
    if (type == boolean.class) {
      return Parameter.flag(key, meaning).otherwise("false");
    }
    if (type == String.class) {
      return Parameter.text(key, "TEXT", meaning);
    }
    if (type == Path.class) {
      return Parameter.path(key, meaning);
    }
    if (type.isEnum()) {
      List<String> words = Arrays.stream(type.getEnumConstants()).map(MemberText::of).toList();
      if (words.stream().distinct().count() < words.size()) {
        throw new IllegalArgumentException(
            id + ": " + key + ": two constants are written alike, got " + words);
      }
      return new Parameter(key, Parameter.Type.CHOICE, "WORD", words, "", meaning);
    }
    throw new IllegalArgumentException(
        id
            + ": "
            + key
            + ": a "
            + type.getSimpleName()
            + " cannot be written in a text, only int, Integer, double, Double, boolean, String,"
            + " Path and enums");
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  R make(Arguments arguments) {
    Object[] values =
        Arrays.stream(components).map(component -> value(component, arguments)).toArray();
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw unchecked(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private static Object value(RecordComponent component, Arguments arguments) {
    String key = key(component);
    Class<?> type = component.getType();
    if (!arguments.has(key)) {
      return type == boolean.class ? Boolean.FALSE : null;
    }
    if (type == int.class || type == Integer.class) {
      return arguments.integer(key);
    }
    if (type == double.class || type == Double.class) {
      return arguments.number(key);
    }
    if (type == boolean.class) {
      return arguments.flag(key, false);
    }
    if (type == Path.class) {
      return arguments.path(key);
    }
    return type.isEnum() ? constant(type, arguments.text(key)) : arguments.text(key);
  }

  private static Object constant(Class<?> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> MemberText.of(constant).equals(word))
        .findFirst()
        .orElseThrow();
  }

  Arguments tell(R value) {
    Arguments arguments = Arguments.NONE;
    for (RecordComponent component : components) {
      Object otherwise = component.getType() == boolean.class ? Boolean.FALSE : null;
      arguments = arguments.with(key(component), read(component, value), otherwise);
    }
    return arguments;
  }

  private Object read(RecordComponent component, R value) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException e) {
      throw unchecked(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(accessor + " cannot be called", e);
    }
  }

  /** What the record itself threw; constructors and accessors of records declare nothing. */
  private static RuntimeException unchecked(InvocationTargetException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return (RuntimeException) Objects.requireNonNull(e.getCause());
  }
}
