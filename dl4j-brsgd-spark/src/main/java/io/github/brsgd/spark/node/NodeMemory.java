package io.github.brsgd.spark.node;

import io.github.brsgd.state.Notes;
import io.github.brsgd.training.node.NodeState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A node's notes as bytes that travel. */
final class NodeMemory {

  /** Of a node that remembers nothing. */
  static final byte[] NOTHING = {};

  private NodeMemory() {}

  static byte[] of(Notes notes) {
    if (notes.names().isEmpty()) {
      return NOTHING;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new NodeState(List.of(notes), List.of()).write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** New notes. */
  static Notes read(byte[] memory) {
    if (memory.length == 0) {
      return new Notes();
    }
    try {
      return NodeState.read(new ByteArrayInputStream(memory)).notes().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
