package io.github.brsgd.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule or attack offered to the catalogue: what people are told, how it is made from arguments,
 * and how it is told again.
 *
 * @param entry id, parameters and what people are told
 * @param make makes it from checked arguments: all required ones are there, all have their type
 * @param tell the arguments from which {@code make} makes an equal one, without defaults; empty for
 *     values that this offer does not make
 * @param <T> {@code Aggregator} or {@code Attack}
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
   * @param <T> {@code Aggregator} or {@code Attack}
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
}
