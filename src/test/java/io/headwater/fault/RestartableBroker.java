package io.headwater.fault;

import io.headwater.local.EmbeddedBroker;
import java.nio.file.Path;

/** A broker that can be stopped and come back at its address with what it held. */
final class RestartableBroker implements AutoCloseable {
  private final Path folder;
  private final int port;
  private EmbeddedBroker running;

  RestartableBroker(Path folder) {
    this.folder = folder;
    running = EmbeddedBroker.start(folder);
    port = running.port();
  }

  String bootstrap() {
    return running.bootstrap();
  }

  /** Down for so long; clients see refused connections. */
  void outage(long millis) throws InterruptedException {
    running.close();
    Thread.sleep(millis);
    running = EmbeddedBroker.start(folder, port);
  }

  @Override
  public void close() {
    running.close();
  }
}
