/**
 * Says of rules that a real machine listed what they are for.
 *
 * <p>This is the one place that reads the names and comments that kube-proxy gives its rules: the
 * rules that are written here carry their meaning.
 */
package io.kubenet.kubeproxy.recognition;
