/**
 * Rules times attacks in one table: which rule holds against which attack, and in the worst case.
 *
 * <p>{@link io.github.brsgd.cli.compare.Comparison} says which runs there are, {@link
 * io.github.brsgd.cli.compare.CellResult} what came out of one, {@link
 * io.github.brsgd.cli.compare.ResultTable} shows them. A run's seed, and not its place in the
 * table, decides what it draws: a cell has the same bits in every table.
 */
package io.github.brsgd.cli.compare;
