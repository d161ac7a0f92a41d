package io.headwater.align.grid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class GridIsPureTest {

  @Test
  void theArithmeticOfAlignmentKnowsNoStreamRuntimeAndNoOperator() {
    noClasses()
        .that()
        .resideInAPackage("io.headwater.align.grid")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..", "org.apache.kafka..", "io.headwater.align", "io.headwater.wire..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.headwater.align"));
  }
}
