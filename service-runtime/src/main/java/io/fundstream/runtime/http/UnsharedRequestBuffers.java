package io.fundstream.runtime.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * What requests are read into is allocated for them and never used again; answers' buffers come
 * from the pool as ever. Jetty 12.1 can give a request buffer back twice: after a head that it
 * cannot parse, two threads end the connection at once. From a pool that buffer goes to two other
 * connections, which then read each other's requests.
 */
final class UnsharedRequestBuffers extends ByteBufferPool.Wrapper {
  UnsharedRequestBuffers(ByteBufferPool answers) {
    super(answers);
  }

  /** Has requests read into heap buffers, by which they are told apart here. */
  static void configure(HttpConfiguration http) {
    http.setUseInputDirectByteBuffers(false);
    http.setUseOutputDirectByteBuffers(true);
  }

  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    return direct ? super.acquire(size, true) : ByteBufferPool.NON_POOLING.acquire(size, false);
  }
}
