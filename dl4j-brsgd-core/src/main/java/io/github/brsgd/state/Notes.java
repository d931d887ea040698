package io.github.brsgd.state;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What somebody notes from round to round: arrays by name.
 *
 * <p>Attacks and node updates are values without state; a run that uses one creates the notes and
 * hands them in with every round. Not for several threads at once, as rounds follow one another.
 *
 * @since 0.2
 */
public final class Notes implements AutoCloseable {

  private final Map<String, INDArray> arrays = new TreeMap<>();

  /** Nothing noted yet. */
  public Notes() {}

  /**
   * What was noted under a name.
   *
   * @param name a name, best begun with that of whoever notes
   * @return the array itself, or empty
   */
  public Optional<INDArray> get(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /**
   * Notes an array in place of what had the name.
   *
   * @param name a name, best begun with that of whoever notes
   * @param array kept, not copied; of floats, doubles, halves, ints or longs
   * @throws IllegalArgumentException if it is of another type or empty, so that no checkpoint could
   *     hold it
   */
  public void put(String name, INDArray array) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(array, "array");
    if (array.isEmpty() || !ArrayValues.hold(array.dataType())) {
      throw new IllegalArgumentException(
          "notes: need an array of floats, doubles, halves, ints or longs, not empty, as a checkpoint has to"
              + " hold it; got "
              + name
              + " of type "
              + array.dataType()
              + " and shape "
              + Arrays.toString(array.shape()));
    }
    arrays.put(name, array);
  }

  /**
   * All names.
   *
   * @return the names in order; a copy
   */
  public Set<String> names() {
    return new TreeSet<>(arrays.keySet());
  }

  /**
   * A copy that later notes do not change.
   *
   * @return notes with arrays of their own
   */
  public Notes copy() {
    Notes copy = new Notes();
    arrays.forEach((name, array) -> copy.put(name, array.dup()));
    return copy;
  }

  /**
   * Notes everything that others noted, in place of what had their names.
   *
   * @param others notes; their arrays are kept, not copied
   */
  public void addAll(Notes others) {
    arrays.putAll(others.arrays);
  }

  /**
   * Frees what is noted and notes what others noted in its place.
   *
   * @param others notes; their arrays are kept, not copied
   */
  public void replaceBy(Notes others) {
    close();
    arrays.clear();
    addAll(others);
  }

  /**
   * Frees all arrays, for notes that are a {@link #copy}: they lie off the heap, where the
   * collector does not see how large they are.
   */
  @Override
  public void close() {
    arrays.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
  }

  /**
   * Writes all names and arrays.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public void write(StateWriter out) throws IOException {
    out.integer(arrays.size());
    for (Map.Entry<String, INDArray> note : arrays.entrySet()) {
      out.text(note.getKey());
      out.array(note.getValue());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param in where from
   * @return new notes
   * @throws IOException if it cannot be read
   */
  public static Notes read(StateReader in) throws IOException {
    Notes notes = new Notes();
    int count = in.integer();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      notes.put(name, in.array());
    }
    return notes;
  }
}
