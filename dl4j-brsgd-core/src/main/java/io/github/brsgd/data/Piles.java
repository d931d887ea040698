package io.github.brsgd.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** The examples of each node while they are dealt. */
final class Piles {

  private final List<List<Integer>> piles = new ArrayList<>();

  /** Of m nodes, empty. */
  Piles(int nodes) {
    for (int node = 0; node < nodes; node++) {
      piles.add(new ArrayList<>());
    }
  }

  /** On top of those of a node. */
  void add(int node, int... examples) {
    for (int example : examples) {
      piles.get(node).add(example);
    }
  }

  /** The node with fewest examples, the first of equals. */
  int smallest() {
    int smallest = 0;
    for (int node = 1; node < piles.size(); node++) {
      if (piles.get(node).size() < piles.get(smallest).size()) {
        smallest = node;
      }
    }
    return smallest;
  }

  /**
   * Moves random examples, one at a time, from the node that then has most (the first of equals) to
   * nodes that have fewer than they must; there are enough for all.
   */
  void fill(int least, SplittableRandom random) {
    for (List<Integer> pile : piles) {
      while (pile.size() < least) {
        List<Integer> largest = largest();
        Collections.swap(largest, random.nextInt(largest.size()), largest.size() - 1);
        pile.add(largest.remove(largest.size() - 1));
      }
    }
  }

  private List<Integer> largest() {
    List<Integer> largest = piles.get(0);
    for (List<Integer> pile : piles) {
      if (pile.size() > largest.size()) {
        largest = pile;
      }
    }
    return largest;
  }

  int[][] shards() {
    return piles.stream()
        .map(pile -> pile.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
