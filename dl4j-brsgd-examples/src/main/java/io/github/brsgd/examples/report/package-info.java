/**
 * What a run leaves on screen and on disk: tables, plots, files written whole or not at all.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.TextTable}</td>
 *     <td>rows and columns as text, Markdown and CSV</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.AtomicFile}</td>
 *     <td>a file beside the target first, then moved over it</td></tr>
 * </table>
 */
package io.github.brsgd.examples.report;
