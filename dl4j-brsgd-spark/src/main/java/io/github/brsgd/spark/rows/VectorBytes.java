package io.github.brsgd.spark.rows;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A vector while it is serialised: its numbers as bytes, some at a time. Java's own way of writing
 * arrays of numbers takes several times as long.
 */
final class VectorBytes implements Serializable {

  private static final long serialVersionUID = 1;

  /** Bytes at a time. */
  private static final int CHUNK = 1 << 16;

  private transient HeapVector vector;

  VectorBytes(HeapVector vector) {
    this.vector = vector;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeBoolean(vector.type() == DataType.FLOAT);
    out.writeInt(vector.length());
    ByteBuffer some = ByteBuffer.allocate(CHUNK);
    int each = CHUNK / vector.type().width();
    for (int from = 0; from < vector.length(); from += Math.min(each, vector.length() - from)) {
      int count = Math.min(each, vector.length() - from);
      vector.get(from, count, some);
      out.write(some.array(), 0, count * vector.type().width());
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    DataType type = in.readBoolean() ? DataType.FLOAT : DataType.DOUBLE;
    int length = in.readInt();
    if (length < 0) {
      throw new StreamCorruptedException("need a length >= 0, got " + length);
    }
    vector = HeapVector.zeros(type, length);
    ByteBuffer some = ByteBuffer.allocate(CHUNK);
    int each = CHUNK / type.width();
    for (int from = 0; from < length; from += Math.min(each, length - from)) {
      int count = Math.min(each, length - from);
      in.readFully(some.array(), 0, count * type.width());
      vector.put(from, count, some);
    }
  }

  private Object readResolve() {
    return vector;
  }
}
