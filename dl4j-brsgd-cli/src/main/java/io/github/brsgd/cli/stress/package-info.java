/**
 * One rule against an adversary that searches: which attack hurts it most over a whole run.
 *
 * <p>{@link io.github.brsgd.cli.stress.StressConfig} says what is searched and which runs there
 * are, {@link io.github.brsgd.cli.stress.StressedRule} what came out under one attack, {@link
 * io.github.brsgd.cli.stress.StressTable} shows it. The search sees some seeds, the attack found is
 * measured on others, beside the fixed list of attacks on the same.
 */
package io.github.brsgd.cli.stress;
