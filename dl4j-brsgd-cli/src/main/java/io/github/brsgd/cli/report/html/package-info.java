/**
 * Results of runs, comparisons, grids and sweeps as one HTML file to open, to print and to send:
 * charts, tables, what was run and where the files are.
 *
 * <p>{@link io.github.brsgd.cli.report.html.HtmlReport} is the entry. It reads the folders, makes a
 * section of each sweep, each grid, each comparison, and of the runs that can be compared, and
 * writes the page. Nothing that is read can become markup or leave the file; equal results give
 * equal bytes.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.html.HtmlReport}</td>
 *     <td>reads folders and writes {@code report.html}</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.html.LiveReport}</td>
 *     <td>makes the page on a run at work, of the rounds so far</td></tr>
 * </table>
 */
package io.github.brsgd.cli.report.html;
