/**
 * Matrices beside Python: a rule or an attack on rows that NumPy wrote, and the result back.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyFile}</td>
 *     <td>reads [m, d], writes [m, d] or a vector of d</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyFormatException}</td>
 *     <td>says what is wrong with a file</td></tr>
 * </table>
 *
 * <p>Files come from elsewhere, so nothing in them is believed: the header is parsed as text, never
 * evaluated, and the file must have exactly the size that it announces.
 */
package io.github.brsgd.cli.npy;
