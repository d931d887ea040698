package io.github.brsgd.cli;

import java.nio.file.Path;

/**
 * One thing to do with a matrix: apply what the text names to the rows of a file.
 *
 * @param text of a rule or attack
 * @param in the file that is read
 * @param out the file that is written
 */
record MatrixJob(String text, Path in, Path out) {}
