/** Which block of addresses is whose: the plan that every other room reads. */
package io.kubenet.addressing;
