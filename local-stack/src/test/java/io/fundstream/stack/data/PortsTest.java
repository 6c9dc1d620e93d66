package io.fundstream.stack.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void a_port_in_use_is_named_with_whose_it_is() throws IOException {
    Ports ports = new Ports(FreePort.next());
    try (var taken = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(ports.taken()).contains("port " + taken.getLocalPort() + " (Kafka)");
    }
  }

  @Test
  void all_of_them_must_exist() {
    assertThatThrownBy(() -> new Ports(65_535)).hasMessageContaining("between 1 and 65527");
    assertThatThrownBy(() -> new Ports(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
