package io.github.brsgd.training.model;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum pooling with windows that lie side by side, plane by plane: for small windows several
 * times faster than the operations of ND4J. Rows and columns that fill no window count for nothing.
 *
 * @param height of a window
 * @param width of a window
 */
record TiledMaximum(int height, int width) {

  /** Whether images have the layout that is read here. */
  static boolean serves(INDArray... images) {
    return Arrays.stream(images).allMatch(DenseFloats::is);
  }

  /** maxima [n, c, h / height, w / width] of images [n, c, h, w]. */
  void forward(INDArray images, INDArray maxima) {
    int columns = Math.toIntExact(images.size(3));
    int tilesDown = Math.toIntExact(maxima.size(2));
    int tilesAcross = Math.toIntExact(maxima.size(3));
    float[] plane = new float[Math.toIntExact(images.size(2)) * columns];
    float[] tiles = new float[tilesDown * tilesAcross];
    long planes = images.size(0) * images.size(1);
    FloatPointer in = DenseFloats.start(images);
    FloatPointer out = DenseFloats.start(maxima);
    try {
      for (long p = 0; p < planes; p++) {
        in.position(p * plane.length).get(plane, 0, plane.length);
        for (int y = 0; y < tilesDown; y++) {
          for (int x = 0; x < tilesAcross; x++) {
            tiles[y * tilesAcross + x] = plane[largest(plane, columns, y * height, x * width)];
          }
        }
        out.position(p * tiles.length).put(tiles, 0, tiles.length);
      }
    } finally {
      Reference.reachabilityFence(images);
      Reference.reachabilityFence(maxima);
    }
  }

  /** errors [n, c, h, w] by the images: those by the maxima where these were, 0 elsewhere. */
  void backward(INDArray images, INDArray errorsOfMaxima, INDArray errors) {
    int columns = Math.toIntExact(images.size(3));
    int tilesDown = Math.toIntExact(errorsOfMaxima.size(2));
    int tilesAcross = Math.toIntExact(errorsOfMaxima.size(3));
    float[] plane = new float[Math.toIntExact(images.size(2)) * columns];
    float[] spread = new float[plane.length];
    float[] tiles = new float[tilesDown * tilesAcross];
    long planes = images.size(0) * images.size(1);
    FloatPointer in = DenseFloats.start(images);
    FloatPointer from = DenseFloats.start(errorsOfMaxima);
    FloatPointer out = DenseFloats.start(errors);
    try {
      for (long p = 0; p < planes; p++) {
        in.position(p * plane.length).get(plane, 0, plane.length);
        from.position(p * tiles.length).get(tiles, 0, tiles.length);
        Arrays.fill(spread, 0f);
        for (int y = 0; y < tilesDown; y++) {
          for (int x = 0; x < tilesAcross; x++) {
            spread[largest(plane, columns, y * height, x * width)] = tiles[y * tilesAcross + x];
          }
        }
        out.position(p * spread.length).put(spread, 0, spread.length);
      }
    } finally {
      Reference.reachabilityFence(images);
      Reference.reachabilityFence(errorsOfMaxima);
      Reference.reachabilityFence(errors);
    }
  }

  /** Where the first of the largest values of a window is, or the first that is not a number. */
  private int largest(float[] plane, int columns, int top, int left) {
    int first = top * columns + left;
    if (height == 2 && width == 2) {
      int best = largestOfFour(plane, first, first + columns);
      if (best >= 0) {
        return best;
      }
    }
    int best = first;
    float value = plane[first];
    for (int dy = 0; dy < height; dy++) {
      int row = first + dy * columns;
      for (int i = row; i < row + width; i++) {
        // Not less or equal: what is not a number wins, and stays.
        if (!(plane[i] <= value) && !Float.isNaN(value)) {
          best = i;
          value = plane[i];
        }
      }
    }
    return best;
  }

  /**
   * The same for two rows of two, without a branch, of which one in two would be guessed wrong; -1
   * where there may be something that is not a number.
   */
  private static int largestOfFour(float[] plane, int up, int down) {
    float a = plane[up];
    float b = plane[up + 1];
    float c = plane[down];
    float d = plane[down + 1];
    if (Float.isNaN((a + b) + (c + d))) {
      return -1;
    }
    int keyOfA = key(a);
    int keyOfB = key(b);
    int keyOfC = key(c);
    int keyOfD = key(d);
    int upper = keyOfB > keyOfA ? up + 1 : up;
    int lower = keyOfD > keyOfC ? down + 1 : down;
    return Math.max(keyOfC, keyOfD) > Math.max(keyOfA, keyOfB) ? lower : upper;
  }

  /** An integer in the order of the numbers; one for both zeros. */
  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
