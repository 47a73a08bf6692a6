package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ContentTest {

  private final Content content = new Content();

  @Test
  void knowsItsLastMessageInParts() {
    ByteBuffer message = next(100);
    assertThat(content.matches(message.slice(0, 33), 0)).isTrue();
    assertThat(content.matches(message.slice(33, 67), 33)).isTrue();
  }

  @Test
  void seesAByteThatIsNotWhatItWas() {
    ByteBuffer message = next(100);
    message.put(71, (byte) ~message.get(71));
    assertThat(content.matches(message, 0)).isFalse();
  }

  @Test
  void seesBytesThatAreMissing() {
    ByteBuffer message = next(100);
    assertThat(content.matches(message.slice(8, 92), 0)).isFalse();
  }

  @Test
  void seesTheMessageBefore() {
    ByteBuffer before = next(64);
    next(64);
    assertThat(content.matches(before, 0)).isFalse();
  }

  @Test
  void seesTheMessageOfAnother() {
    next(64);
    Content other = new Content();
    ByteBuffer others = ByteBuffer.allocate(64);
    other.write(others);
    assertThat(content.matches(others, 0)).isFalse();
  }

  private ByteBuffer next(int size) {
    ByteBuffer message = ByteBuffer.allocate(size);
    content.write(message);
    return message;
  }
}
