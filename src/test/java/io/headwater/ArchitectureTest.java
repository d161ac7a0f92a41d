package io.headwater;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms, as the architecture page draws them. */
@AnalyzeClasses(packages = "io.headwater", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] SCIENCE = {
    "io.headwater.sensor..",
    "io.headwater.window..",
    "io.headwater.model..",
    "io.headwater.graph..",
    "io.headwater.estimator..",
    "io.headwater.evaluate..",
    "io.headwater.simulate..",
    "io.headwater.config..",
    "io.headwater.report.."
  };

  @ArchTest
  static final ArchRule scienceKnowsNeitherFlinkNorKafka =
      noClasses()
          .that()
          .resideInAnyPackage(SCIENCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule onlyTheEdgesKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.headwater.wire..",
              "io.headwater.job..",
              "io.headwater.local..",
              "io.headwater.dashboard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "kafka..", "org.apache.flink.connector.kafka..");

  @ArchTest
  static final ArchRule sensorsAndWindowsArePlainData =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.sensor..", "io.headwater.window..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.headwater.align..",
              "io.headwater.model..",
              "io.headwater.estimator..",
              "io.headwater.learn..",
              "io.headwater.wire..",
              "io.headwater.job..",
              "io.headwater.config..",
              "io.headwater.cli..");

  @ArchTest
  static final ArchRule tensorsKnowNoStream =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.model..", "io.headwater.graph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.headwater.estimator..",
              "io.headwater.align..",
              "io.headwater.learn..",
              "io.headwater.wire..",
              "io.headwater.job..",
              "io.headwater.config..",
              "io.headwater.cli..");

  @ArchTest
  static final ArchRule estimatorsKnowNoDataflow =
      noClasses()
          .that()
          .resideInAPackage("io.headwater.estimator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.headwater.align..",
              "io.headwater.learn..",
              "io.headwater.wire..",
              "io.headwater.job..",
              "io.headwater.config..",
              "io.headwater.cli..");

  @ArchTest
  static final ArchRule dataflowKnowsNoCommand =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.align..", "io.headwater.learn..", "io.headwater.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.headwater.job..",
              "io.headwater.local..",
              "io.headwater.suite..",
              "io.headwater.cli..");

  /** What learns must not be able to see the truth; only scoring and made-up wards may. */
  @ArchTest
  static final ArchRule learnersKnowNoTruth =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.headwater.simulate..",
              "io.headwater.suite..",
              "io.headwater.local..",
              "io.headwater.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.headwater.simulate..", "io.headwater.suite..");

  @ArchTest
  static final ArchRule onlyCommandsKnowTheSuite =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.headwater.suite..", "io.headwater.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.headwater.suite..");

  /** A report may have seen a truth. */
  @ArchTest
  static final ArchRule onlyCommandsKnowReports =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.headwater.report..", "io.headwater.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.headwater.report..");

  @ArchTest
  static final ArchRule tensorsStayInTheirRooms =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.headwater.model..", "io.headwater.estimator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  /**
   * Bytes that become Java objects run code of whoever wrote them; all state has codecs of ours.
   */
  @ArchTest
  static final ArchRule nothingIsReadAsJavaObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.flink.util.InstantiationUtil")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.beans.XMLDecoder");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("io.headwater.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGrounds =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager");
}
