/**
 * What is deployed, held against what there is: the images' folders, the Dockerfile, compose and
 * the manifests. No container engine and no cluster is asked; what only they could show is said in
 * {@code src/docs/operations.md}.
 */
package io.headwater.deploy;
