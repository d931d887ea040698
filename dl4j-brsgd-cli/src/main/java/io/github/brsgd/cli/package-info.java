/**
 * The command line {@code brsgd}.
 *
 * <p>Each command is one class; options that several share are picocli mixins. Before the first
 * line of output, and for {@code --help}, no class of ND4J is touched: its start takes seconds.
 * Exit codes: 0 done, 1 failed, 2 wrong usage; a user's mistake is told in one line.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.Brsgd}</td><td>the root of all commands</td></tr>
 * </table>
 */
package io.github.brsgd.cli;
