package io.github.brsgd;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.brsgd.marker.Internal;
import java.lang.ref.WeakReference;

/**
 * The module's classes as ArchUnit reads them: seldom, as it takes seconds. Nobody may hold them
 * beyond a test class: every run that other tests train ends with a collection of garbage, which
 * would walk through half a million objects each time.
 */
public final class ImportedClasses {

  private static WeakReference<JavaClasses> core = new WeakReference<>(null);
  private static WeakReference<JavaClasses> tests = new WeakReference<>(null);

  private ImportedClasses() {}

  /** What is shipped. */
  public static synchronized JavaClasses core() {
    JavaClasses classes = core.get();
    if (classes == null) {
      classes = besides(Internal.class);
      core = new WeakReference<>(classes);
    }
    return classes;
  }

  /** What tests it. */
  public static synchronized JavaClasses tests() {
    JavaClasses classes = tests.get();
    if (classes == null) {
      classes = besides(ImportedClasses.class);
      tests = new WeakReference<>(classes);
    }
    return classes;
  }

  /** All in a class's folder; ArchUnit looks a package up in every jar there is, and keeps that. */
  private static JavaClasses besides(Class<?> type) {
    return new ClassFileImporter()
        .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
  }
}
