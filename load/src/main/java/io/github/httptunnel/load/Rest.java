package io.github.httptunnel.load;

/** Does nothing, and reads nothing that comes. */
record Rest() implements Activity {

  @Override
  public int interest() {
    return 0;
  }

  @Override
  public void ready() {
    // Watched for nothing.
  }
}
