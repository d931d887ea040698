/**
 * What outlives a round, as values that can be written and read.
 *
 * <p>A run goes on bit for bit where another ended only if nothing that it remembers is forgotten:
 * the server's parameters, updater and memory of its rule, a node's momentum, the adversary's
 * notes. Whoever remembers something keeps it in {@link io.github.brsgd.state.Notes} or in a record
 * of its own that goes through {@link io.github.brsgd.state.StateWriter} and {@link
 * io.github.brsgd.state.StateReader}. Arrays keep every bit; damage is noticed before anything is
 * made of it.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.state.Notes}</td><td>arrays by name</td></tr>
 * <tr><td>{@link io.github.brsgd.state.StateWriter}, {@link io.github.brsgd.state.StateReader}</td>
 *     <td>numbers and arrays as bytes, with checksums</td></tr>
 * <tr><td>{@link io.github.brsgd.state.Seal}</td>
 *     <td>a checksum over a whole file, looked at first</td></tr>
 * <tr><td>{@link io.github.brsgd.state.Resumable}</td>
 *     <td>whoever has to be asked for what it remembers</td></tr>
 * <tr><td>{@link io.github.brsgd.state.DamagedStateException}</td>
 *     <td>bytes that are not what was written</td></tr>
 * </table>
 */
package io.github.brsgd.state;
