/**
 * Files: results written, text read.
 *
 * <p>A process may be killed and a disk may be full at any moment; what stands under a file's name
 * is then the whole old content or the whole new one.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.files.AtomicFile}</td><td>writes a file whole or not at all</td></tr>
 * <tr><td>{@link io.github.brsgd.files.PartFile}</td><td>takes the content until then</td></tr>
 * <tr><td>{@link io.github.brsgd.files.TextFile}</td>
 *     <td>reads text, whatever program wrote it; {@link io.github.brsgd.files.NotTextException}
 *     where it is none</td></tr>
 * <tr><td>{@link io.github.brsgd.files.PathReason}</td><td>why a text is no path</td></tr>
 * <tr><td>{@link io.github.brsgd.files.Sha256}</td>
 *     <td>checksums of files, texts and bytes</td></tr>
 * </table>
 */
package io.github.brsgd.files;
