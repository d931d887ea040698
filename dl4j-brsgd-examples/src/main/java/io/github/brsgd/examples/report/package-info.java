/**
 * What a run leaves on screen and on disk: tables, pictures, records.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.TextTable}</td>
 *     <td>rows and columns as text, Markdown and CSV</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.HeatMap}, {@link
 *     io.github.brsgd.examples.report.AccuracyPlot}, {@link
 *     io.github.brsgd.examples.report.LogLogPlot}</td><td>PNG pictures</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.JsonFiles}</td>
 *     <td>records as JSON, read strictly</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.report.ClassAccuracy}</td>
 *     <td>accuracy by class</td></tr>
 * </table>
 */
package io.github.brsgd.examples.report;
