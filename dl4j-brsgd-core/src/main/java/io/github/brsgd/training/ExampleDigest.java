package io.github.brsgd.training;

import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Tells examples from others. */
final class ExampleDigest {

  private ExampleDigest() {}

  /** Their number and a CRC-32 of all arrays. */
  static String of(DataSet... batches) {
    CRC32 sum = new CRC32();
    try {
      StateWriter out =
          new StateWriter(
              new CheckedOutputStream(OutputStream.nullOutputStream(), sum), "examples", 1);
      for (DataSet batch : batches) {
        for (INDArray array :
            new INDArray[] {
              batch.getFeatures(),
              batch.getLabels(),
              batch.getFeaturesMaskArray(),
              batch.getLabelsMaskArray()
            }) {
          if (array != null) {
            out.array(array);
          }
        }
      }
      out.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int examples = Arrays.stream(batches).mapToInt(DataSet::numExamples).sum();
    return String.format(Locale.ROOT, "%d examples, CRC-32 %08x", examples, sum.getValue());
  }
}
