/**
 * Matrices beside Python: a rule or an attack on rows that NumPy wrote, and the result back.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyFile}</td>
 *     <td>reads [m, d], writes [m, d] or a vector of d</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpzFile}</td>
 *     <td>makes an archive of arrays of another, array by array</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyMatrix}</td>
 *     <td>what was read, and where</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyArray}</td>
 *     <td>what is written: a matrix or a vector</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.npy.NpyFormatException}</td>
 *     <td>says what is wrong with a file</td></tr>
 * </table>
 *
 * <p>Files come from elsewhere, so nothing in them is believed: the header is parsed as text, never
 * evaluated, and the file must have exactly the size that it announces. Names within an archive are
 * never opened as files.
 */
package io.github.brsgd.cli.npy;
