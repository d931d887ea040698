package io.github.brsgd.cli.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.brsgd.training.RoundRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files are read back here byte by byte, with a checksum and a parser of the test's own. */
class RoundEventsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T05:00:00.25Z"), ZoneOffset.UTC);
  private static final double TIME = CLOCK.millis() / 1e3;

  @TempDir private Path folder;

  /** What an event says. */
  private record Event(
      double time, long step, String version, int status, Map<String, Float> scalars) {}

  /** Bit by bit, of the polynomial of Castagnoli, as against the table of the JDK. */
  private static int crc(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (0x82f63b78 & -(crc & 1));
      }
    }
    return ~crc;
  }

  private static int masked(byte[] bytes) {
    int crc = crc(bytes);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static ByteBuffer part(ByteBuffer in) {
    byte[] bytes = new byte[(int) varint(in)];
    in.get(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Event event(ByteBuffer in) {
    double time = Double.NaN;
    long step = -1;
    String version = "";
    int status = 0;
    Map<String, Float> scalars = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case 1 << 3 | 1 -> time = in.getDouble();
        case 2 << 3 -> step = varint(in);
        case 3 << 3 | 2 -> version = new String(part(in).array(), StandardCharsets.UTF_8);
        case 5 << 3 | 2 -> summary(part(in), scalars);
        case 7 << 3 | 2 -> {
          ByteBuffer log = part(in);
          assertThat(varint(log)).isEqualTo(1 << 3);
          status = (int) varint(log);
        }
        default -> throw new AssertionError("key " + key);
      }
    }
    return new Event(time, step, version, status, scalars);
  }

  private static void summary(ByteBuffer in, Map<String, Float> scalars) {
    while (in.hasRemaining()) {
      assertThat(varint(in)).isEqualTo(1 << 3 | 2);
      ByteBuffer value = part(in);
      assertThat(varint(value)).isEqualTo(1 << 3 | 2);
      String tag = new String(part(value).array(), StandardCharsets.UTF_8);
      assertThat(varint(value)).isEqualTo(2 << 3 | 5);
      scalars.put(tag, value.getFloat());
      assertThat(value.hasRemaining()).isFalse();
    }
  }

  private static List<Event> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).as("checksum of the length").isEqualTo(masked(length));
      byte[] event =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(event);
      assertThat(in.getInt()).as("checksum of the event").isEqualTo(masked(event));
      events.add(event(ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return events;
  }

  private Path only() throws IOException {
    try (var files = Files.list(folder.resolve(RoundEvents.FOLDER))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static RoundRecord round(int k, double cosine, OptionalDouble accuracy) {
    return new RoundRecord(
        k,
        0.5,
        0.7,
        2,
        3,
        cosine,
        OptionalDouble.empty(),
        9,
        List.of(4),
        false,
        accuracy,
        OptionalDouble.empty(),
        List.of());
  }

  @Test
  void theChecksumIsThatOfTheStandard() {
    assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
  }

  @Test
  void everyRoundIsThereAsSoonAsItIsDone() throws IOException {
    try (RoundEvents events = RoundEvents.begin(folder, CLOCK)) {
      events.roundDone(round(7, Double.NaN, OptionalDouble.empty()), null);
      events.roundDone(round(300, 0.9, OptionalDouble.of(0.8)), null);
      assertThat(only().getFileName().toString()).startsWith("events.out.tfevents.1");
      List<Event> read = read(only());
      assertThat(read).extracting(Event::time).containsOnly(TIME);
      assertThat(read).extracting(Event::step).containsExactly(0L, 7L, 7L, 300L);
      assertThat(read.get(0).version()).isEqualTo("brain.Event:2");
      assertThat(read).extracting(Event::status).containsExactly(0, 1, 0, 0);
      assertThat(read.get(2).scalars())
          .containsExactly(
              entry("loss", 0.7f),
              entry("learning_rate", 0.5f),
              entry("aggregate_norm", 2f),
              entry("honest_norm", 3f),
              entry("answered", 9f),
              entry("screened", 1f),
              entry("skipped", 0f));
      assertThat(read.get(3).scalars())
          .contains(entry("cosine", 0.9f), entry("accuracy", 0.8f))
          .doesNotContainKeys("attack_success", "attacker_share");
    }
  }

  @Test
  void aLossThatIsNoNumberIsToldAsSuch() throws IOException {
    try (RoundEvents events = RoundEvents.begin(folder, CLOCK)) {
      events.roundDone(
          new RoundRecord(
              0,
              0.5,
              Double.NaN,
              2,
              3,
              1,
              OptionalDouble.empty(),
              9,
              List.of(),
              true,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              List.of()),
          null);
    }
    assertThat(read(only()).get(2).scalars())
        .contains(entry("loss", Float.NaN), entry("skipped", 1f));
  }

  @Test
  void noFileIsWrittenOverAndOnlyEventFilesAreDeleted() throws IOException {
    RoundEvents events = RoundEvents.begin(folder, CLOCK);
    events.roundDone(round(0, 1, OptionalDouble.empty()), null);
    events.close();
    RoundEvents again = RoundEvents.begin(folder, CLOCK);
    assertThatThrownBy(() -> again.roundDone(round(0, 1, OptionalDouble.empty()), null))
        .hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(only())).hasSize(3);
    Path own = Files.createFile(folder.resolve(RoundEvents.FOLDER).resolve("notes.txt"));
    RoundEvents.delete(folder);
    assertThat(folder.resolve(RoundEvents.FOLDER)).isDirectoryContaining(own::equals);
    try (var files = Files.list(folder.resolve(RoundEvents.FOLDER))) {
      assertThat(files).containsExactly(own);
    }
    Files.delete(own);
    RoundEvents.delete(folder);
    assertThat(folder.resolve(RoundEvents.FOLDER)).doesNotExist();
    RoundEvents.delete(folder);
  }
}
