package io.github.brsgd.cli.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * An event file of TensorBoard, open for more. It is written in place, as it is there to be read
 * while it grows; what a crash leaves is a file of whole events and at most one that is cut off,
 * which readers skip.
 *
 * <pre>
 * record: length, 8 bytes; masked CRC-32C of those; the event; masked CRC-32C of it
 * masked: (crc rotated right by 15) + 0xa282ead8, modulo 2^32; numbers are little-endian
 * </pre>
 */
final class EventFile implements Closeable {

  /** The names that TensorBoard looks for begin so. */
  static final String PREFIX = "events.out.tfevents.";

  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;
  private static final int ROTATION = 15;
  private static final double NANOS = 1e9;

  /** Fields of the message Event. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /** The field status of the message SessionLog, and its value START. */
  private static final int STATUS = 1;

  private static final int START = 1;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a file; of earlier files beside it steps from the first one on count no more.
   *
   * @param folder that is there
   * @param first the first step of this file
   * @param now part of the name
   * @throws IOException if it cannot be written, or there is one of this time
   */
  static EventFile begin(Path folder, long first, Instant now) throws IOException {
    Path file = folder.resolve(PREFIX + now.getEpochSecond() + "." + now.getNano() + ".brsgd");
    EventFile events = new EventFile(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    try {
      events.write(now, 0, event -> event.writeString(FILE_VERSION, VERSION));
      byte[] log = bytes(message -> message.writeEnum(STATUS, START));
      events.write(now, first, event -> event.writeByteArray(SESSION_LOG, log));
      return events;
    } catch (IOException e) {
      events.close();
      throw e;
    }
  }

  /**
   * Adds an event and hands it to the file system.
   *
   * @param now its wall time
   * @param step at least 0
   * @param scalars values by tag; NaN and infinite ones are shown as such
   */
  void add(Instant now, long step, Map<String, Double> scalars) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    scalars.forEach(
        (tag, value) ->
            summary.addValue(
                Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue())));
    write(now, step, event -> event.writeByteArray(SUMMARY, summary.build().toByteArray()));
  }

  /** Writes fields of a message. */
  private interface Fields {
    void to(CodedOutputStream message) throws IOException;
  }

  private static byte[] bytes(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    fields.to(message);
    message.flush();
    return bytes.toByteArray();
  }

  private void write(Instant now, long step, Fields what) throws IOException {
    byte[] event =
        bytes(
            message -> {
              message.writeDouble(WALL_TIME, now.getEpochSecond() + now.getNano() / NANOS);
              message.writeInt64(STEP, step);
              what.to(message);
            });
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + event.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(event.length);
    record
        .putInt(masked(record.array(), Long.BYTES))
        .put(event)
        .putInt(masked(event, event.length));
    out.write(record.array());
  }

  private static int masked(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
