package io.github.brsgd.state;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values of arrays of one type, as bytes. */
enum ArrayValues {
  FLOAT(Float.BYTES) {
    @Override
    Buffer memory(INDArray array) {
      return array.data().asNioFloat();
    }

    @Override
    void pack(Buffer memory, int from, int count, ByteBuffer bytes) {
      bytes.asFloatBuffer().put(0, (FloatBuffer) memory, from, count);
    }

    @Override
    void unpack(ByteBuffer bytes, int count, Buffer memory, int from) {
      ((FloatBuffer) memory).put(from, bytes.asFloatBuffer(), 0, count);
    }
  },
  DOUBLE(Double.BYTES) {
    @Override
    Buffer memory(INDArray array) {
      return array.data().asNioDouble();
    }

    @Override
    void pack(Buffer memory, int from, int count, ByteBuffer bytes) {
      bytes.asDoubleBuffer().put(0, (DoubleBuffer) memory, from, count);
    }

    @Override
    void unpack(ByteBuffer bytes, int count, Buffer memory, int from) {
      ((DoubleBuffer) memory).put(from, bytes.asDoubleBuffer(), 0, count);
    }
  },
  HALF(Short.BYTES) {
    @Override
    Buffer memory(INDArray array) {
      return array.data().asNio().order(ByteOrder.nativeOrder()).asShortBuffer();
    }

    @Override
    void pack(Buffer memory, int from, int count, ByteBuffer bytes) {
      bytes.asShortBuffer().put(0, (ShortBuffer) memory, from, count);
    }

    @Override
    void unpack(ByteBuffer bytes, int count, Buffer memory, int from) {
      ((ShortBuffer) memory).put(from, bytes.asShortBuffer(), 0, count);
    }
  },
  INT(Integer.BYTES) {
    @Override
    Buffer memory(INDArray array) {
      return array.data().asNioInt();
    }

    @Override
    void pack(Buffer memory, int from, int count, ByteBuffer bytes) {
      bytes.asIntBuffer().put(0, (IntBuffer) memory, from, count);
    }

    @Override
    void unpack(ByteBuffer bytes, int count, Buffer memory, int from) {
      ((IntBuffer) memory).put(from, bytes.asIntBuffer(), 0, count);
    }
  },
  LONG(Long.BYTES) {
    @Override
    Buffer memory(INDArray array) {
      return array.data().asNioLong();
    }

    @Override
    void pack(Buffer memory, int from, int count, ByteBuffer bytes) {
      bytes.asLongBuffer().put(0, (LongBuffer) memory, from, count);
    }

    @Override
    void unpack(ByteBuffer bytes, int count, Buffer memory, int from) {
      ((LongBuffer) memory).put(from, bytes.asLongBuffer(), 0, count);
    }
  };

  /** Bytes moved at a time. */
  static final int CHUNK = 1 << 16;

  private final int width;

  ArrayValues(int width) {
    this.width = width;
  }

  /** Bytes of a value. */
  int width() {
    return width;
  }

  /** The memory of a whole array in c order. */
  abstract Buffer memory(INDArray array);

  abstract void pack(Buffer memory, int from, int count, ByteBuffer bytes);

  abstract void unpack(ByteBuffer bytes, int count, Buffer memory, int from);

  /** Whether arrays of a type can be written. */
  static boolean hold(DataType type) {
    return switch (type) {
      case FLOAT, DOUBLE, HALF, INT, LONG -> true;
      default -> false;
    };
  }

  static ArrayValues of(DataType type) {
    return switch (type) {
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case HALF -> HALF;
      case INT -> INT;
      case LONG -> LONG;
      default ->
          throw new IllegalArgumentException(
              "state: need arrays of floats, doubles, halves, ints or longs, got " + type);
    };
  }
}
