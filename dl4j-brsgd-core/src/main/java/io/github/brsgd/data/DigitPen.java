package io.github.brsgd.data;

import java.util.SplittableRandom;

/** Draws strokes on 28 x 28 pixels with an unsteady hand. */
final class DigitPen {

  private static final int SIDE = 28;
  private static final int STEPS = 10;

  private final SplittableRandom random;
  private final double[] ink = new double[SIDE * SIDE];
  private final double width;

  DigitPen(SplittableRandom random) {
    this.random = random;
    this.width = uniform(0.8, 1.7);
  }

  byte[] draw(double[][] strokes) {
    double angle = 0.17 * random.nextGaussian();
    double slant = 0.22 * random.nextGaussian();
    double scaleX = 16 * uniform(0.7, 1.15);
    double scaleY = 20 * uniform(0.75, 1.1);
    double centreX = SIDE / 2.0 + uniform(-2.5, 2.5);
    double centreY = SIDE / 2.0 + uniform(-2.5, 2.5);
    for (double[] stroke : strokes) {
      double[] path = new double[stroke.length];
      for (int p = 0; p < stroke.length; p += 2) {
        double x = stroke[p] - 0.5 + 0.035 * random.nextGaussian();
        double y = stroke[p + 1] - 0.5 + 0.035 * random.nextGaussian();
        double sheared = scaleX * (x - slant * y);
        double tall = scaleY * y;
        path[p] = centreX + sheared * Math.cos(angle) - tall * Math.sin(angle);
        path[p + 1] = centreY + sheared * Math.sin(angle) + tall * Math.cos(angle);
      }
      curve(path);
    }
    if (random.nextInt(4) == 0) {
      strayLine();
    }
    return developed(uniform(0.6, 1), uniform(0.02, 0.12));
  }

  /** A Catmull-Rom curve through the points, as short straight pieces. */
  private void curve(double[] path) {
    int points = path.length / 2;
    double lastX = path[0];
    double lastY = path[1];
    for (int i = 0; i < points - 1; i++) {
      for (int s = 1; s <= STEPS; s++) {
        double t = (double) s / STEPS;
        double x = spline(path, i, 0, t);
        double y = spline(path, i, 1, t);
        line(lastX, lastY, x, y, 1);
        lastX = x;
        lastY = y;
      }
    }
  }

  private static double spline(double[] path, int i, int axis, double t) {
    int last = path.length / 2 - 1;
    double before = path[2 * Math.max(0, i - 1) + axis];
    double from = path[2 * i + axis];
    double to = path[2 * (i + 1) + axis];
    double after = path[2 * Math.min(last, i + 2) + axis];
    double linear = to - before;
    double square = 2 * before - 5 * from + 4 * to - after;
    double cube = 3 * from - before - 3 * to + after;
    return from + 0.5 * t * (linear + t * (square + t * cube));
  }

  private void strayLine() {
    double x = uniform(2, SIDE - 2);
    double y = uniform(2, SIDE - 2);
    line(x, y, x + uniform(-7, 7), y + uniform(-7, 7), 0.6);
  }

  /** Inks the pixels within half the pen's width of a piece, with a soft edge. */
  private void line(double x0, double y0, double x1, double y1, double strength) {
    int fromX = (int) Math.max(0, Math.floor(Math.min(x0, x1) - width - 1));
    int toX = (int) Math.min(SIDE - 1, Math.ceil(Math.max(x0, x1) + width + 1));
    int fromY = (int) Math.max(0, Math.floor(Math.min(y0, y1) - width - 1));
    int toY = (int) Math.min(SIDE - 1, Math.ceil(Math.max(y0, y1) + width + 1));
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = dx * dx + dy * dy;
    // A little more than where the edge ends, so that rounding decides nothing.
    double outside = (width + 0.6) * (width + 0.6);
    for (int py = fromY; py <= toY; py++) {
      for (int px = fromX; px <= toX; px++) {
        int at = py * SIDE + px;
        if (ink[at] >= strength) {
          // Pieces overlap, and most pixels have all the ink they can get.
          continue;
        }
        double t = squared > 0 ? ((px - x0) * dx + (py - y0) * dy) / squared : 0;
        double nearest = Math.max(0, Math.min(1, t));
        double awayX = px - x0 - nearest * dx;
        double awayY = py - y0 - nearest * dy;
        if (awayX * awayX + awayY * awayY > outside) {
          continue;
        }
        double distance = Math.hypot(awayX, awayY);
        double shade = strength * Math.max(0, Math.min(1, width + 0.5 - distance));
        ink[at] = Math.max(ink[at], shade);
      }
    }
  }

  private byte[] developed(double contrast, double noise) {
    byte[] image = new byte[ink.length];
    for (int i = 0; i < image.length; i++) {
      double value = contrast * ink[i] + noise * random.nextGaussian();
      image[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return image;
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
