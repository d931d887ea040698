/**
 * Where randomness comes from.
 *
 * <p>A run has one seed. A sample, a forged row or a dropout mask must be the same on one thread
 * and on eight, after a restart as well as before it, so no generator is shared: each consumer
 * derives the seed of its own stream from the run's seed and a path such as (purpose, round, node).
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.random.Seeds}</td><td>(seed, path) to seed</td></tr>
 * <tr><td>{@link io.github.brsgd.random.Purpose}</td><td>what the streams of a run are for</td></tr>
 * <tr><td>{@link io.github.brsgd.random.RandomOrder}</td><td>permutations</td></tr>
 * </table>
 *
 * <p>Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
 * (SplitMix64).
 */
package io.github.brsgd.random;
