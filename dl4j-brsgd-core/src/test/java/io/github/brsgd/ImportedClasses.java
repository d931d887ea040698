package io.github.brsgd;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The module's classes as ArchUnit reads them: once, as it takes seconds. */
public final class ImportedClasses {

  /** What is shipped. */
  public static final JavaClasses CORE = read(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);

  /** What tests it. */
  public static final JavaClasses TESTS = read(ImportOption.Predefined.ONLY_INCLUDE_TESTS);

  private ImportedClasses() {}

  private static JavaClasses read(ImportOption where) {
    return new ClassFileImporter().withImportOption(where).importPackages("io.github.brsgd");
  }
}
