/**
 * What is measured, and what becomes of it: sets of cases, a process for each, tables, a guard.
 *
 * <p>{@link io.github.brsgd.benchmarks.suite.Bench} is the program, which the launcher at the root
 * starts for {@code brsgd bench}. A case is a benchmark with all its parameters; JMH measures it in
 * a process of its own, where no other rule has left its mark on the compiled code. A guard
 * compares ratios of cases with stored ones, for times mean nothing on another machine.
 */
package io.github.brsgd.benchmarks.suite;
