/**
 * Rules times attacks in one table: which rule holds against which attack, and in the worst case.
 *
 * <p>{@link io.github.brsgd.cli.compare.Comparison} says which runs there are, {@link
 * io.github.brsgd.cli.compare.CellResult} what came out of one, {@link
 * io.github.brsgd.cli.compare.ResultTable} shows them. A run's seed, and not its place in the
 * table, decides what it draws: a cell has the same bits in every table.
 *
 * <p>{@link io.github.brsgd.cli.compare.Grid} is as many such tables as there are counts of
 * Byzantine nodes and ways to split the examples; {@link io.github.brsgd.cli.compare.GridMatrix}
 * tells the worst case of each rule at each place, {@link io.github.brsgd.cli.compare.GridTable}
 * shows it.
 */
package io.github.brsgd.cli.compare;
