package io.github.brsgd.cli;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Forges nothing, and writes the file that a property names when it is asked for the n-th time. */
record SignallingAttack(int after) implements Attack {

  /** The property that names the file. */
  static final String FILE = "brsgd.test.signal";

  private static final AtomicInteger ASKED = new AtomicInteger();
  private static final long serialVersionUID = 1;

  @Override
  public void forge(AttackContext context) {
    if (ASKED.incrementAndGet() == after) {
      try {
        Files.createFile(Path.of(System.getProperty(FILE)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gives it a name. */
  public static final class Provider implements CatalogProvider {

    /** For the service loader. */
    public Provider() {}

    @Override
    public List<Offer<Attack>> attacks() {
      return List.of(
          Offer.ofRecord(
              SignallingAttack.class, "signalling", "tells that it was asked", "", "how often"));
    }
  }
}
