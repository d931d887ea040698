package io.github.brsgd.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A member offered to the catalogue: what people are told, how it is made from arguments, and how
 * it is told again.
 *
 * @param entry id, parameters and what people are told
 * @param make makes it from checked arguments: all required ones are there, all have their type
 * @param tell the arguments from which {@code make} makes an equal one, without defaults; empty for
 *     values that this offer does not make
 * @param <T> the kind: {@code Aggregator}, {@code PreAggregator}, {@code Attack}, {@code
 *     DataPoisoning}, {@code Partitioner} or {@code ExampleSource}
 * @since 0.1
 */
public record Offer<T>(
    CatalogEntry entry,
    Function<Arguments, ? extends T> make,
    Function<T, Optional<Arguments>> tell) {

  /** Checks that all parts are there. */
  public Offer {
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(make, "make");
    Objects.requireNonNull(tell, "tell");
  }

  /**
   * An offer that makes all values of one class.
   *
   * @param entry id, parameters and what people are told
   * @param type the class
   * @param make makes one from arguments
   * @param tell tells its arguments, without those that have their default value
   * @param <T> the kind
   * @param <R> the class
   * @return the offer
   */
  public static <T, R extends T> Offer<T> of(
      CatalogEntry entry, Class<R> type, Function<Arguments, R> make, Function<R, Arguments> tell) {
    return new Offer<>(
        entry,
        make,
        value ->
            type.isInstance(value) ? Optional.of(tell.apply(type.cast(value))) : Optional.empty());
  }

  /**
   * An offer of all values of a record class, in one line: its components are the parameters.
   *
   * <p>{@code int}, {@code double}, {@code String}, {@code Path} (first) and enums are required;
   * {@code boolean} is a flag, {@code false} where it is left out; {@code Integer} and {@code
   * Double} are {@code null} where they are left out. A component {@code warmUp} has the key {@code
   * warm-up}. Where that is not enough, say it with {@link #of}.
   *
   * @param type the record class, public or not
   * @param id its name in texts
   * @param summary one line
   * @param paper authors, venue, year; empty where there is none
   * @param meanings half a sentence per component, in their order
   * @param <T> the kind
   * @param <R> the record class
   * @return the offer; requirement, cost and breakdown are not told
   * @throws IllegalArgumentException if the class is no record, a component has another type, or
   *     there is not a meaning for each
   */
  public static <T, R extends T> Offer<T> ofRecord(
      Class<R> type, String id, String summary, String paper, String... meanings) {
    RecordMembers<R> members = new RecordMembers<>(type, id);
    return of(
        new CatalogEntry(id, members.parameters(meanings), "", "", "", paper, summary),
        type,
        members::make,
        members::tell);
  }
}
