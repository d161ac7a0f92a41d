package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerStateBlockTest {
  private static DataInputStream claiming(int length) {
    byte[] bytes = ByteBuffer.allocate(7).putInt(length).array();
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, Integer.MAX_VALUE, -1})
  void aBlockThatClaimsMoreThanIsLeftIsRefused(int length) {
    assertThatThrownBy(() -> LearnerState.readBlock(claiming(length)))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining(String.valueOf(length));
    assertThatThrownBy(() -> new StratifiedReservoir(4, 1).readFrom(claiming(length)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aWholeBlockIsRead() throws IOException {
    assertThat(LearnerState.readBlock(claiming(3))).hasSize(3);
  }
}
