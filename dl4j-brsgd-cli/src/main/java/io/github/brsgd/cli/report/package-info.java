/**
 * What a run leaves on screen and on disk: tables, pictures, records.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.TextTable}</td>
 *     <td>rows and columns as text, Markdown and CSV</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.PngFile}</td>
 *     <td>charts of {@link io.github.brsgd.cli.report.svg} as PNG pictures</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.AccuracyPlot}, {@link
 *     io.github.brsgd.cli.report.LogLogPlot}</td><td>such pictures of one kind each</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.JsonFiles}</td>
 *     <td>records as JSON, read strictly</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.ClassAccuracy}</td>
 *     <td>accuracy by class</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.LabelsOfNodes}</td>
 *     <td>the examples of each class on each node</td></tr>
 * </table>
 */
package io.github.brsgd.cli.report;
