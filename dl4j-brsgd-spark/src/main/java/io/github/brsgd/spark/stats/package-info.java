/** How long the parts of a run on Spark took. */
package io.github.brsgd.spark.stats;
