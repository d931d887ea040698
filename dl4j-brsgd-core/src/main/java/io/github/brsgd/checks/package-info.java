/**
 * Conditions on arguments that many have in common, and how failures and values are told.
 *
 * <p>Whoever sets a parameter to what it cannot be, be it q of a rule or a step size, is told which
 * one, what it may be and what it was, in one form everywhere. Conditions that several parameters
 * make together, such as m against 2q+3, stand where they belong.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.checks.Check}</td><td>single numbers</td></tr>
 * <tr><td>{@link io.github.brsgd.checks.PlainNumber}</td><td>numbers as text</td></tr>
 * <tr><td>{@link io.github.brsgd.checks.Reason}</td><td>what an exception says</td></tr>
 * <tr><td>{@link io.github.brsgd.checks.ValueText}</td><td>how values are written</td></tr>
 * </table>
 */
package io.github.brsgd.checks;
