package io.headwater.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {

  @ParameterizedTest
  @CsvSource({
    "file:///var/models, file:///var/models/model-1.hwm",
    "file:///var/models, file:/var/models/deeper/model-1.hwm",
    "file:/var/models/, /var/models/model-1.hwm",
    "/var/models, file:///var/models/a/../model-1.hwm",
    "/, /model-1.hwm",
    "'file:///var/our models', 'file:/var/our models/model-1.hwm'",
    "s3://bucket/models, S3://bucket/models/model-1.hwm",
    "hdfs://name:8020/models, hdfs://name:8020/models/model-1.hwm",
  })
  void filesBelowAreItsOwn(String folder, String file) {
    assertThat(new ModelFolder(folder).holds(file)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "file:///var/models, file:///etc/passwd",
    "file:///var/models, file:///var/models-of-others/model-1.hwm",
    "file:///var/models, file:///var/models/../secrets/model-1.hwm",
    "file:///var/models, file:///var/models/a/../../secrets",
    "file:///var/models, file:///var/models",
    "file:///var/models, ../var/models/model-1.hwm",
    "file:///var/models, s3://bucket/var/models/model-1.hwm",
    "file:///var/models, file://elsewhere/var/models/model-1.hwm",
    "s3://bucket/models, s3://other/models/model-1.hwm",
    "s3://bucket/models, /models/model-1.hwm",
    "file:///var/models, 'http:'",
    "file:///var/models, ''",
  })
  void othersAreNot(String folder, String file) {
    assertThat(new ModelFolder(folder).holds(file)).isFalse();
  }
}
