/** A program to read and to try a cluster with. */
package io.github.brsgd.spark.quickstart;
