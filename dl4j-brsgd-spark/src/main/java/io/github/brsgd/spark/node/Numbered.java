package io.github.brsgd.spark.node;

import java.util.Iterator;
import java.util.function.IntFunction;
import scala.Tuple2;

/** Elements of the data with the places they go to by their numbers, keyed by their nodes. */
final class Numbered<T> implements Iterator<Tuple2<Integer, Tuple2<Integer, T>>> {

  private final Iterator<T> elements;
  private final IntFunction<Place> places;
  private int number;

  Numbered(Iterator<T> elements, int first, IntFunction<Place> places) {
    this.elements = elements;
    this.number = first;
    this.places = places;
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public Tuple2<Integer, Tuple2<Integer, T>> next() {
    Place place = places.apply(number++);
    return new Tuple2<>(place.node(), new Tuple2<>(place.place(), elements.next()));
  }
}
