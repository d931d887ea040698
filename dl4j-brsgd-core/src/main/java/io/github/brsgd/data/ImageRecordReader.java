package io.github.brsgd.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of files of one format as records of two: a row of pixels in [0, 255] and a class. */
abstract sealed class ImageRecordReader extends BaseRecordReader
    permits IdxRecordReader, CifarRecordReader {

  private static final long serialVersionUID = 1L;

  private transient ImageDataset images;
  private transient URI source;
  private transient Configuration configuration;
  private transient int next;

  /** Reads all files of the split. */
  abstract ImageDataset read(List<Path> files);

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    List<Path> files = Arrays.stream(split.locations()).map(Path::of).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("split: has no files");
    }
    images = read(files);
    source = files.get(0).toUri();
    next = 0;
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
  }

  @Override
  public boolean hasNext() {
    return next < initialized().size();
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + images.size() + " images were read");
    }
    List<Writable> record = record(next++);
    invokeListeners(record);
    return record;
  }

  private List<Writable> record(int image) {
    int size = initialized().shape().size();
    float[] pixels = new float[size];
    for (int p = 0; p < size; p++) {
      pixels[p] = images.pixel(image, p);
    }
    INDArray row = Nd4j.createFromArray(pixels).reshape(1, size);
    List<Writable> record = new ArrayList<>(2);
    record.add(new NDArrayWritable(row));
    record.add(new IntWritable(images.label(image)));
    return record;
  }

  private ImageDataset initialized() {
    if (images == null) {
      throw new IllegalStateException("call initialize with an input split first");
    }
    return images;
  }

  @Override
  public boolean batchesSupported() {
    return true;
  }

  @Override
  public List<List<Writable>> next(int count) {
    List<List<Writable>> records = new ArrayList<>();
    for (int i = 0; i < count && hasNext(); i++) {
      records.add(next());
    }
    return records;
  }

  @Override
  public List<String> getLabels() {
    return initialized().classNames();
  }

  @Override
  public void reset() {
    initialized();
    next = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) {
    throw new UnsupportedOperationException("images are read from files, not from a stream");
  }

  @Override
  public Record nextRecord() {
    RecordMetaData where = new RecordMetaDataIndex(next, source, getClass());
    return new org.datavec.api.records.impl.Record(next(), where);
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) {
    long index = ((RecordMetaDataIndex) metaData).getIndex();
    return new org.datavec.api.records.impl.Record(record(Math.toIntExact(index)), metaData);
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    return metaData.stream().map(this::loadFromMetaData).toList();
  }

  @Override
  public void close() {
    images = null;
  }

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }
}
