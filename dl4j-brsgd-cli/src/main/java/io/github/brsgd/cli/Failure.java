package io.github.brsgd.cli;

/** Something that went wrong and whose message says it all: exit code 1, no stack trace. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
