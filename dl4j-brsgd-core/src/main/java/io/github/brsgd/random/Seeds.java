package io.github.brsgd.random;

/**
 * Derives independent seeds from one: equal paths give equal seeds, whatever the thread or order.
 *
 * <p>Every random stream of a run comes from here, keyed by what it is for: {@code derive(seed,
 * purpose, round, node)}. Nothing draws from a shared generator, so that the number of threads
 * cannot change a result. Each step of the path is mixed with the finaliser of SplitMix64.
 *
 * @since 0.1
 */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /**
   * Returns the seed of a stream of a run.
   *
   * @param seed the seed of the run
   * @param purpose what the stream is for
   * @param path which of its kind, for instance round and node
   * @return a seed that looks independent of those of all other streams
   */
  public static long derive(long seed, Purpose purpose, long... path) {
    long length = path.length + 1L;
    long state = step(mix(seed + GOLDEN_GAMMA), purpose.id(), length);
    for (long part : path) {
      state = step(state, part, length);
    }
    return state;
  }

  /**
   * Returns the seed at the end of a path, where a run's purposes are not concerned.
   *
   * @param seed the seed that all paths start from
   * @param path for instance a constant of the caller, and a number
   * @return a seed that looks independent of those of all other paths
   */
  public static long derive(long seed, long... path) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (long part : path) {
      state = step(state, part, path.length);
    }
    return state;
  }

  private static long step(long state, long part, long length) {
    return mix(state + GOLDEN_GAMMA * (part + 1) + length);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
