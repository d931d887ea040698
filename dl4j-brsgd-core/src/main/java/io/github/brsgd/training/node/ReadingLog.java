package io.github.brsgd.training.node;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * In which rounds each node has drawn a batch, and after which of them all were asked whether a
 * pass has ended: with the seeds of these rounds, what iterators drew is drawn again. A bit for
 * each node and round.
 *
 * <p>Nodes may draw from several threads, each from one at a time.
 */
final class ReadingLog {

  private final int first;
  private final List<BitSet> drawn;
  private final BitSet asked;
  private final BitSet ended;
  private volatile boolean whole = true;
  private volatile boolean drawnSinceAsked;

  private ReadingLog(int first, List<BitSet> sets) {
    this.first = first;
    this.drawn = sets.subList(0, sets.size() - 2);
    this.asked = sets.get(sets.size() - 2);
    this.ended = sets.get(sets.size() - 1);
  }

  /** Nothing is read yet. */
  ReadingLog(int nodes, int first) {
    this(first, Stream.generate(BitSet::new).limit(nodes + 2).toList());
  }

  /** A node has drawn a batch. */
  void drew(int node, int round) {
    BitSet own = drawn.get(node);
    if (round < first || own.get(round - first) || asked.get(round - first)) {
      whole = false;
      return;
    }
    own.set(round - first);
    drawnSinceAsked = true;
  }

  /** All were asked after a round, and an epoch has ended or not. */
  void asked(int round, boolean another) {
    if (drawnSinceAsked) {
      asked.set(round - first);
      drawnSinceAsked = false;
    }
    ended.set(round - first, another);
  }

  /** Epochs that have ended. */
  int epochs() {
    return ended.cardinality();
  }

  /** Draws a batch again. */
  @FunctionalInterface
  interface Draw {
    void again(int node, int round);
  }

  /**
   * Goes through everything in its order; a round may draw several times before it asks.
   *
   * @param draw told of every draw
   * @param ask told of every question
   */
  void replay(Draw draw, IntConsumer ask) {
    int last = drawn.stream().mapToInt(BitSet::length).max().orElse(0);
    int done = 0;
    for (int at = asked.nextSetBit(0); at >= 0; at = asked.nextSetBit(at + 1)) {
      int next = asked.nextSetBit(at + 1);
      int end = next < 0 ? last : next;
      draw(done, end, draw);
      done = end;
      ask.accept(first + at);
    }
    draw(done, last, draw);
  }

  private void draw(int from, int to, Draw draw) {
    for (int round = from; round < to; round++) {
      for (int node = 0; node < drawn.size(); node++) {
        if (drawn.get(node).get(round)) {
          draw.again(node, first + round);
        }
      }
    }
  }

  /**
   * All that happened before a round, as numbers.
   *
   * @throws IllegalArgumentException if something was drawn out of its order
   */
  List<Long> before(int round) {
    if (!whole) {
      throw new IllegalArgumentException(
          "data: how far they are read cannot be told, a batch of a round that is over was drawn");
    }
    List<Long> numbers = new ArrayList<>(List.of((long) first));
    Stream.concat(drawn.stream(), Stream.of(asked, ended))
        .forEach(
            set -> {
              long[] words = set.get(0, Math.max(0, round - first)).toLongArray();
              numbers.add((long) words.length);
              for (long word : words) {
                numbers.add(word);
              }
            });
    return numbers;
  }

  /**
   * Takes over what {@link #before} gave.
   *
   * @throws IllegalArgumentException if it is that of other data
   */
  static ReadingLog of(int nodes, List<Long> numbers) {
    List<BitSet> sets = new ArrayList<>();
    int at = 1;
    while (at < numbers.size()) {
      long words = numbers.get(at);
      if (words < 0 || words > numbers.size() - at - 1) {
        throw otherData(nodes, numbers);
      }
      int end = at + 1 + (int) words;
      sets.add(
          BitSet.valueOf(
              numbers.subList(at + 1, end).stream().mapToLong(Long::longValue).toArray()));
      at = end;
    }
    if (sets.size() != nodes + 2) {
      throw otherData(nodes, numbers);
    }
    return new ReadingLog(Math.toIntExact(numbers.get(0)), sets);
  }

  private static IllegalArgumentException otherData(int nodes, List<Long> numbers) {
    return new IllegalArgumentException(
        "data: need the positions of "
            + nodes
            + " iterators, got "
            + numbers.size()
            + " numbers of other data: "
            + numbers.subList(0, Math.min(numbers.size(), 10)));
  }
}
