package io.github.brsgd.sweep;

import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIteratorFactory;

/** Makes Arbiter data sources and takes their data, with errors that name the class. */
final class Sources {

  private Sources() {}

  static DataSource create(String name, Properties properties) {
    try {
      return create(Class.forName(name).asSubclass(DataSource.class), properties);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException(name + " is not a class that implements DataSource", e);
    }
  }

  static DataSource create(Class<? extends DataSource> type, Properties properties) {
    try {
      DataSource source = type.getConstructor().newInstance();
      if (properties != null) {
        source.configure(properties);
      }
      return source;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + ": a data source needs a public constructor without parameters", e);
    }
  }

  /** A copy with the defaults behind the properties, which {@code putAll} would leave out. */
  static Properties copy(Properties given) {
    Properties copy = new Properties();
    given.stringPropertyNames().forEach(name -> copy.setProperty(name, given.getProperty(name)));
    copy.putAll(given);
    return copy;
  }

  static DataSetIterator iterator(Object data) {
    if (data instanceof DataSetIterator iterator) {
      return iterator;
    }
    if (data instanceof DataSetIteratorFactory factory) {
      return factory.create();
    }
    throw new IllegalArgumentException(
        "data: need a DataSetIterator, got " + (data == null ? null : data.getClass().getName()));
  }
}
