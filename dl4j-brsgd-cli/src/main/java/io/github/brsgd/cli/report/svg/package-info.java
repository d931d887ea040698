/**
 * Charts as SVG: text and numbers go in, elements of a page come out, or a picture that stands
 * alone. No script, no font, no request; on a page colours come from its style sheet, so that
 * light, dark and print each have their own.
 *
 * <p>Every chart is a {@link io.github.brsgd.cli.report.svg.Drawing} with {@code role="img"}, a
 * title and a description that tells what is to be seen. Curves and points bear a letter, the key
 * to the legend beside them: colour is never the only mark.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.Markup}</td>
 *     <td>elements of HTML or SVG as text; whatever is in them is escaped</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.ChartStyle}</td>
 *     <td>colours and strokes, for a page or for a picture</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.Picture}</td>
 *     <td>a chart with title and legend as an SVG document</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.Chart}, {@link
 *     io.github.brsgd.cli.report.svg.Drawing}</td>
 *     <td>what can be drawn, and the canvas: title, description, lines, texts</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.Ticks}</td>
 *     <td>round numbers for a linear or a logarithmic axis</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.Axis}</td>
 *     <td>a range of numbers with its ticks</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.LineChart}</td>
 *     <td>curves with the spread around them</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.ScatterChart}</td>
 *     <td>one mark per point</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.HeatGrid}</td>
 *     <td>a matrix of squares, coloured by how much each is below the best</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.svg.CountGrid}</td>
 *     <td>a matrix of counts, squares by area</td></tr>
 * </table>
 */
package io.github.brsgd.cli.report.svg;
