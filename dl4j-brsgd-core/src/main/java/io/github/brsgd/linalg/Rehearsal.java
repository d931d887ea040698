package io.github.brsgd.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs each loop of vectors a few times before one of them is needed.
 *
 * <p>All of them share the methods of the JDK's module, and the JIT compiles those by what they
 * have met. Where one operation alone has become hot, such as the products of a check for finite
 * values, methods that have met no other hold for the rest of the process: loops that are compiled
 * later then leave their vectors in memory, and take two to six times as long.
 */
final class Rehearsal {

  private static final int TIMES = 3;

  /** Eight, four and one: each way to go over some rows. */
  private static final int ROWS = 13;

  private static final int WIDTH = Block.WIDTH;
  private static final int LONG = Block.GROUP * Block.WIDTH;

  private final float[][] rows = new float[ROWS][WIDTH];
  private final float[][] four = new float[Block.FOUR][WIDTH];
  private final float[] point = new float[LONG];
  private final double[] sum = new double[WIDTH];
  private final double[] centre = new double[WIDTH];
  private final double[] weights = new double[ROWS];
  private final SortingNetwork network = SortingNetwork.forRanks(ROWS, 0, ROWS - 1);

  private Rehearsal() {
    Arrays.fill(weights, 0.1);
  }

  static void of(FloatLoops loops, Optional<MemoryLoops> overMemory) {
    Rehearsal rehearsal = new Rehearsal();
    for (int time = 0; time < TIMES; time++) {
      rehearsal.run(loops);
      overMemory.ifPresent(rehearsal::run);
    }
  }

  private void run(FloatLoops loops) {
    loops.addWithErrors(rows, 0, ROWS, four[0], four[1], WIDTH);
    loops.addProductsWithErrors(rows, weights, four[0], four[1], WIDTH);
    loops.setTotal(four[0], four[1], 1, sum, WIDTH);
    loops.addWeighted(rows, weights, sum, WIDTH);
    loops.addScaled(rows[0], 1, sum, WIDTH);
    loops.setSquaredDifferences(rows, rows, four);
    loops.fold(four[0], four[1]);
    loops.sort(rows, network, WIDTH);
    loops.setMeanNearest(rows, ROWS, ROWS / 2, centre, sum, WIDTH);
  }

  private void run(MemoryLoops loops) {
    ByteBuffer[] memory =
        Stream.generate(
                () -> ByteBuffer.allocateDirect(LONG * Float.BYTES).order(ByteOrder.nativeOrder()))
            .limit(ROWS)
            .toArray(ByteBuffer[]::new);
    loops.addWithErrors(memory, 0, four[0], four[1], WIDTH);
    loops.addProductsWithErrors(memory, weights, 0, four[0], four[1], WIDTH);
    loops.setSquaredDifferences(Arrays.copyOf(memory, Block.FOUR), 0, point, four);
    loops.addZeros(memory[0], 0, four[0], WIDTH);
  }
}
