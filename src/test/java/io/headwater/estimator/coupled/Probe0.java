package io.headwater.estimator.coupled;
import ai.djl.Device;
import io.headwater.estimator.*;
import io.headwater.estimator.bottleneck.*;
import io.headwater.model.CounterRandom;
import io.headwater.model.coupled.*;
import io.headwater.window.*;
import java.util.*;
import org.ejml.simple.SimpleMatrix;
public final class Probe0 {
  public static void main(String[] a) {
    String preset=a[0]; long seed=Long.parseLong(a[1]); int steps=Integer.parseInt(a[2]); int bs=Integer.parseInt(a[3]);
    int queue=Integer.parseInt(a[4]); int hidden=Integer.parseInt(a[5]); double lr=Double.parseDouble(a[6]); double tau=Double.parseDouble(a[7]);
    ScenarioWindows data=new ScenarioWindows(preset,seed,12000);
    List<AlignedWindow> train=data.windows(0,10000), test=data.windows(10000,12000);
    CoupledSettings s=CoupledSettings.of(preset.startsWith("ls")?CoupledSettings.Geometry.SPHERE:CoupledSettings.Geometry.BOX).withQueue(queue).withHidden(hidden).withLearningRate(lr);
    if(tau>0)s=s.withTemperature(tau);
    List<ModalityIntake> in=data.shapes().stream().map(ModalityIntake::new).toList();
    for(var w:train)for(var i:in)i.observe(w.grid(i.shape().name()));
    long t0=System.nanoTime();
    try(CoupledNetwork net=new CoupledNetwork(in,s,seed,Device.cpu())){
      double c=0;
      for(int k=0;k<steps;k++){
        var batch=WindowDraws.draw(CounterRandom.at(seed,k,77),train,bs);
        double cos=.02+.98*.5*(1+Math.cos(Math.PI*k/steps));
        var st=net.step(WindowBatch.read(in,batch),cos);
        c=k==0?st.contrast():.98*c+.02*st.contrast();
        if((k+1)%Math.max(1,steps/4)==0||k==9) {
          System.out.printf("step %d contrast %.3f loss %.3f t=%.1fs%n",k+1,c,st.loss(),(System.nanoTime()-t0)/1e9);
        }
        if((k+1)%Math.max(1,steps/2)==0) eval(net,in,data,train,test,seed);
      }
    }
  }
  static void eval(CoupledNetwork net,List<ModalityIntake> in,ScenarioWindows data,List<AlignedWindow> train,List<AlignedWindow> test,long seed){
    Codes tr=CodePass.read(in,net::freeze,train.subList(0,4096)), te=CodePass.read(in,net::freeze,test);
    for(int m=0;m<in.size();m++){
      int d=net.dimensions(), w=in.get(m).shape().codeWidth();
      double[][] ptr=rows(tr.values()[m],w,d), pte=rows(te.values()[m],w,d);
      double[][] z=new double[d][test.size()];
      for(int r=0;r<test.size();r++){double[] l=data.latents(10000+r);for(int k=0;k<d;k++)z[k][r]=l[m*d+k];}
      Whitening wh=Whitening.of(ptr);
      FastIca.Solution sol=FastIca.solve(wh.apply(ptr),FastIca.start(d,seed));
      double[][] comp=new Unmixing(wh.centre(),sol.rotation().mult(wh.matrix())).apply(pte);
      double[][] ex=rows2(te.values()[m],w,d,w);
      System.out.printf("  m%d raw MCC %.4f ica MCC %.4f linR2 %.4f it %d %s spectrum %s exoR2<-z %.3f%n",m,mcc(z,cols(pte)),mcc(z,cols(comp)),lin(z,pte),sol.iterations(),sol.converged(),Arrays.toString(Arrays.stream(wh.spectrum()).map(v->Math.round(v*1000)/1000.).toArray()), 0.0);
    }
  }
  static double[][] rows2(float[] v,int w,int a,int b){return null;}
  static double[][] rows(float[] v,int w,int d){double[][] o=new double[v.length/w][d];for(int r=0;r<o.length;r++)for(int k=0;k<d;k++)o[r][k]=v[r*w+k];return o;}
  static double[][] cols(double[][] x){double[][] o=new double[x[0].length][x.length];for(int r=0;r<x.length;r++)for(int k=0;k<o.length;k++)o[k][r]=x[r][k];return o;}
  static double mcc(double[][] z,double[][] c){double[][] s=new double[z.length][c.length];for(int i=0;i<z.length;i++)for(int j=0;j<c.length;j++)s[i][j]=Math.abs(ScenarioWindows.correlation(z[i],c[j]));int[] as=io.headwater.graph.Assignment.strongest(s);double t=0;for(int i=0;i<z.length;i++)t+=s[i][as[i]];return t/z.length;}
  static double lin(double[][] z,double[][] x){int n=x.length,d=x[0].length,h=n/2;SimpleMatrix A=new SimpleMatrix(h,d+1),B=new SimpleMatrix(h,z.length);for(int r=0;r<h;r++){A.set(r,d,1);for(int k=0;k<d;k++)A.set(r,k,x[r][k]);for(int k=0;k<z.length;k++)B.set(r,k,z[k][r]);}
    SimpleMatrix W=A.transpose().mult(A).solve(A.transpose().mult(B));double tot=0;for(int k=0;k<z.length;k++){double m=0;for(int r=h;r<n;r++)m+=z[k][r]/(n-h);double e=0,v=0;for(int r=h;r<n;r++){double p=W.get(d,k);for(int j=0;j<d;j++)p+=W.get(j,k)*x[r][j];e+=(z[k][r]-p)*(z[k][r]-p);v+=(z[k][r]-m)*(z[k][r]-m);}tot+=1-e/v;}return tot/z.length;}
}
